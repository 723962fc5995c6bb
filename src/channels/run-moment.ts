// The moment that goes into a new order's run id: the same for every delivery of the order, as far as the sender lets us.

/**
 * When the order was created; a sender that does not say it gives the month of arrival instead, which is the same for
 * deliveries sent again and keeps the run among its contemporaries. The record refuses a second run in any case.
 */
export function runMoment(createdAt: string | null, receivedAt: number): string {
  if (createdAt !== null) return createdAt
  const date = new Date(receivedAt)
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth())).toISOString()
}
