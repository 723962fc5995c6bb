// What the app itself wrote down of late about Slack: channels it could not post to, and times in which nothing could be reached.
import { z } from 'zod'
import { troubleNote } from '../../blocks/trouble-note.ts'
import type { Environment } from '../config.ts'
import { AppError, reasonOf } from '../contracts/app-error.ts'
import { type Clock, DAY } from '../contracts/clock.ts'
import { type Finding, note } from './finding.ts'
import { openRecord } from './open-record.ts'

const LATEST = `SELECT DISTINCT ON (key) key, value, at FROM settings_log
  WHERE key LIKE 'trouble:%' OR key LIKE 'outage:%' ORDER BY key, id DESC`
const HAS_LOG = `SELECT to_regclass('settings_log') IS NOT NULL AS there`

const Row = z.object({ key: z.string(), value: z.record(z.string(), z.unknown()), at: z.number() })
const Span = z.object({ from: z.number(), to: z.number().nullable() })

/** Nothing for a record that is not there yet. Never throws. */
export async function checkNotes(environment: Environment, clock: Clock): Promise<Finding[]> {
  try {
    const db = await openRecord(environment)
    if (!db) return []
    try {
      const [log] = await db.query<{ there: boolean }>(HAS_LOG)
      if (!log?.there) return []
      const rows = (await db.query(LATEST)).map((row) => Row.parse(row))
      return rows.flatMap((row) => findingOf(row, clock()))
    } finally {
      await db.close()
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'data_dir.locked')
      return [
        note(
          'Channels',
          'not looked at: the app is running on this record',
          'Its log and its direct messages to admins say the same.',
        ),
      ]
    return [note('Channels', `not looked at: ${reasonOf(error)}`, 'See the line about the record above.')]
  }
}

function findingOf({ key, value, at }: z.infer<typeof Row>, now: number): Finding[] {
  if (key.startsWith('trouble:')) {
    if (value['what'] !== 'told' || now - at >= DAY) return []
    const [, code = '', channel = ''] = key.split(':')
    const { sentence } = troubleNote({ code, channel: channel === '' ? null : channel })
    const where = channel === '' ? '' : ` for ${channel}`
    return [note('Channels', `cards${where} could not be posted (${code}, ${moment(at)})`, plain(sentence))]
  }
  const span = Span.safeParse(value)
  if (!span.success || now - (span.data.to ?? now) >= DAY || span.data.to === span.data.from) return []
  const { from, to } = span.data
  return [
    note(
      'Slack',
      `could not be reached ${moment(from)} to ${to === null ? 'now, or until the app ended' : moment(to)}`,
      'Deadlines of the policy waited meanwhile. When it happens again, check the network and https://slack-status.com.',
    ),
  ]
}

const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
/** Without Slack's marks. */
const plain = (sentence: string): string => sentence.replace(/<#(\w+)>/g, '$1').replaceAll('`', '')
