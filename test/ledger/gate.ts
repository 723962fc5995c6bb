// Something a test waits at until another part of it opens it.

export function gate(): { opened: Promise<void>; open(): void } {
  const waiting: (() => void)[] = []
  const opened = new Promise<void>((resolve) => waiting.push(resolve))
  return {
    opened,
    open() {
      for (const resolve of waiting) resolve()
    },
  }
}
