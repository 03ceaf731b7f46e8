/** Other calls come in between: a walk over a note of years takes a second. */
export const breath = (): Promise<void> => new Promise(done => setImmediate(done))
