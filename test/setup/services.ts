// Vitest global setup: says what this machine offers, starts servers when a suite asks, stops them at the end, and
// names the suites that could not run.

import type { TestProject } from 'vitest/node'
import { emptyRecord } from '../../dev/demo/empty-record.ts'
import { type FoundServices, findServices, howToGet, type ServiceName, servicesAreRequired } from './found-services.ts'
import { openBroker } from './service-broker.ts'

declare module 'vitest' {
  interface ProvidedContext {
    services: { found: FoundServices; required: boolean; brokerUrl: string }
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const found = findServices(process.env)
  const [broker] = await Promise.all([openBroker(found), emptyRecord()])
  project.provide('services', { found, required: servicesAreRequired(process.env), brokerUrl: broker.url })
  return async () => {
    await broker.stop()
    process.stdout.write(summary(suitesNotRun(project)))
  }
}

type NotRun = { suite: string; needs: ServiceName }

function suitesNotRun(project: TestProject): NotRun[] {
  const modules = project.vitest.state.getTestModules()
  const suites = modules.flatMap((module) => [...module.children.allSuites()].map((suite) => ({ module, suite })))
  return suites.flatMap(({ module, suite }) => {
    const needs = (Object.keys(howToGet) as ServiceName[]).find((name) => suite.name.endsWith(` (needs ${name})`))
    return needs ? [{ suite: `${module.relativeModuleId} > ${suite.fullName}`, needs }] : []
  })
}

function summary(notRun: NotRun[]): string {
  const lines = (Object.keys(howToGet) as ServiceName[]).flatMap((name) => {
    const suites = notRun.filter(({ needs }) => needs === name)
    if (suites.length === 0) return []
    return [`Not run, for want of ${name}: ${howToGet[name]}`, ...suites.map(({ suite }) => `  ${suite}`)]
  })
  return lines.length === 0 ? '' : `\n${lines.join('\n')}\n`
}
