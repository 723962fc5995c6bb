// Counters and gauges in Prometheus' text format. A handful of numbers does not need a client library.
import { AppError } from '../contracts/app-error.ts'

export type Labels = Readonly<Record<string, string>>
export type Sample = { labels?: Labels; value: number }

export type Counter = { add(labels?: Labels, by?: number): void }

export type Metrics = {
  counter(name: string, help: string): Counter
  /** Read at every scrape. A read that fails leaves the gauge out and says so in a comment. */
  gauge(name: string, help: string, read: () => readonly Sample[] | Promise<readonly Sample[]>): void
  render(): Promise<string>
}

export function createMetrics(): Metrics {
  const families = new Map<string, () => Promise<string>>()

  function register(name: string, family: () => Promise<string>): void {
    if (families.has(name)) throw new AppError('web.metric_twice', `metric ${name} is registered twice`)
    families.set(name, family)
  }

  return {
    counter(name, help) {
      const values = new Map<string, number>()
      register(name, async () => {
        const lines = [...values].map(([labels, value]) => `${name}${labels} ${value}\n`)
        return head(name, help, 'counter') + lines.join('')
      })
      return {
        add(labels = {}, by = 1) {
          const key = labelText(labels)
          values.set(key, (values.get(key) ?? 0) + by)
        },
      }
    },
    gauge(name, help, read) {
      register(name, async () => {
        try {
          const samples = await read()
          const lines = samples.map(({ labels = {}, value }) => `${name}${labelText(labels)} ${value}\n`)
          return head(name, help, 'gauge') + lines.join('')
        } catch {
          return `# ${name} could not be read\n`
        }
      })
    },
    async render() {
      const texts = await Promise.all([...families.values()].map((family) => family()))
      return texts.join('')
    },
  }
}

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

function head(name: string, help: string, type: string): string {
  return `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n# TYPE ${name} ${type}\n`
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([name, value]) => `${name}="${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`,
    )
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}
