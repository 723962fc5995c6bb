// Turns Vitest's JSON report into the last line of .ci/run, and refuses a run in which something was skipped.

import { existsSync, readFileSync } from 'node:fs'

const [, , file, status] = process.argv
const nothing = { numPassedTests: 0, numFailedTests: 0, testResults: [] }
const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : nothing

// A file that could not be loaded is a failure too, although none of its tests was counted.
const brokenFiles = report.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
)
const notRun = report.testResults.flatMap(({ assertionResults }) =>
  assertionResults.filter((test) => test.status !== 'passed' && test.status !== 'failed'),
)
const failed = report.numFailedTests + brokenFiles.length

for (const { name, message } of brokenFiles) process.stdout.write(`could not run ${name}: ${message}\n`)
for (const { fullName } of notRun) process.stdout.write(`not run: ${fullName}\n`)
if (status !== '0') process.stdout.write(`the gate failed with status ${status}\n`)
process.stdout.write(`${report.numPassedTests} passed, ${failed} failed\n`)

const complete = failed === 0 && notRun.length === 0 && report.numPassedTests > 0
process.exitCode = complete ? 0 : 1
