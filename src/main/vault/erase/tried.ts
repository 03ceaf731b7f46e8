/** A step on a disk that may refuse it: erasing goes on with the next one, and says what is left. */

/** What the system said of one path; anything else is a bug and goes on up. */
export function said(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  throw error
}

/** Whether it was done: not where the step says false or the system refuses. A path that is gone already counts as done. */
export function tried(step: () => unknown): boolean {
  try {
    return step() !== false
  } catch (error) {
    return said(error) === 'ENOENT'
  }
}
