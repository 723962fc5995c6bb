// Drivers hang the bound values and the offending row on their errors; errors are logged, and logs hold no personal data.

const CARRIERS = ['params', 'detail', 'where', 'internalQuery'] as const

/** The promise itself, its error relieved of the values. */
export async function withoutValues<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Error) for (const name of CARRIERS) Reflect.deleteProperty(error, name)
    throw error
  }
}
