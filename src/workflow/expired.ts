// The parameters of the hold that stands in when nobody answered in time; the card and the executor know it by them.
export const EXPIRED = { reason_code: 'no_answer_in_time' } as const
