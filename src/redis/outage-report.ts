// During an outage everything fails, many times a second: the first failure is reported, the rest are the same news.

export type OutageReport<E> = { failed(error: E): void; worked(): void }

export function createOutageReport<E>(onError: (error: E) => void): OutageReport<E> {
  let failing = false
  return {
    failed(error) {
      if (failing) return
      failing = true
      onError(error)
    },
    worked() {
      failing = false
    },
  }
}
