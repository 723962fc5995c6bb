// The outbox of cards as its users see it: which messages are behind what the record says, and who is posting them.

export type CardRow = {
  card_id: string
  run_id: string
  /** Team that owns the question; resolved to a channel when posting. */
  team: string
  /** Number of the question on it: a higher one is posted as a new message. */
  want_question: number
  have_question: number
  want_version: number
  have_version: number
  channel: string | null
  ts: string | null
  /** Earlier messages of this card, now links. */
  earlier: { channel: string; ts: string }[]
  /** Notes posted in its thread. */
  have_notes: number
  /** Counts what is shown besides the run: a higher one than its message has puts the card behind. */
  want_notice: number
  /** Who its message says is looking at its question. */
  looker: string | null
  deadline: number | null
  attempts: number
  error: string | null
}

export type CardStore = {
  /**
   * Cards whose message is behind, most urgent first (deadline). New messages and changes have limits of their own at Slack, so
   * each is asked for by itself. `except`: teams whose channel takes no new message now. `inPlace`: teams whose posted cards
   * show even a new question as a change of the message there is.
   */
  behind(query: {
    now: number
    kind: 'message' | 'change'
    limit: number
    except?: readonly string[]
    inPlace?: readonly string[]
  }): Promise<CardRow[]>
  /**
   * Cards that were never posted and have nothing left to ask, to announce or to help with count as up to date: nobody is shown
   * a message only to learn that it is over. Returns how many.
   */
  settleUnposted(now: number): Promise<number>
  /** The same for one card in hand. */
  leaveUnposted(cardId: string, at: { version: number; question: number }): Promise<void>
  byRun(runId: string): Promise<CardRow | null>
  /** The card a message is, or was before its question moved. */
  byMessage(message: { channel: string; ts: string }): Promise<CardRow | null>
  /** So many notes of its story stand in its thread. */
  told(cardId: string, notes: number): Promise<void>
  /** Claims a card for posting until `until`, so that two processes do not post it twice; null when somebody has it or it is up to date. */
  claim(cardId: string, now: number, until: number): Promise<CardRow | null>
  /** `notice`: the `want_notice` of the claim, when what stands besides the run was read after it. */
  posted(
    cardId: string,
    at: { channel: string; ts: string; version: number; question: number; notice?: number; looker?: string | null },
  ): Promise<void>
  /** A stop button was pressed or released: the messages of all runs that go on are behind. */
  touchOpen(): Promise<void>
  /**
   * Messages of open questions that name somebody who looks no more, or not who has been looking: a claim that runs out no later
   * than `since` has stood for long enough to be told of. At most `limit` are behind now; returns how many.
   */
  touchLooked(query: { now: number; since: number; limit: number }): Promise<number>
  failed(cardId: string, because: string, retryAt: number): Promise<void>
}
