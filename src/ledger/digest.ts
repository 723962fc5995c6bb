// What the weekly digest reads of the record. In the read lane, and it may scan: once a week, and when somebody asks.
import type { Db } from './db.ts'
import {
  type DigestDetails,
  type DigestSpan,
  digestDetails,
  digestPlaces,
  marketsSeen,
  type Place,
  recordSince,
} from './queries/digest-details.ts'
import { type DigestSpans, type DigestWeeks, digestWeeks } from './queries/digest-weeks.ts'

export type DigestRecord = {
  weeks(query: DigestSpans): Promise<DigestWeeks>
  details(query: DigestSpan): Promise<DigestDetails>
  /** By agent and segment, all markets. */
  places(query: { from: number; to: number }): Promise<Place[]>
  /** When the first live order came; null for an empty record. */
  since(): Promise<number | null>
  /** Markets live orders came from, in alphabetical order. */
  markets(): Promise<string[]>
}

export function createDigestRecord(db: Db): DigestRecord {
  const read = db.lane('read')
  return {
    weeks: (query) => digestWeeks(read, query),
    details: (query) => digestDetails(read, query),
    places: (query) => digestPlaces(read, query),
    since: () => recordSince(read),
    markets: () => marketsSeen(read),
  }
}
