import { expect, it } from 'vitest'
import { runApart } from '../../../src/main/vault/backup/job.ts'

it('takes an answer that makes no sense from the thread for a backup that is damaged', async () => {
  const thread =
    "import { parentPort } from 'node:worker_threads'; parentPort.postMessage({ ok: true, value: { entries: 'many' } })"
  const run = runApart(new URL(`data:text/javascript,${encodeURIComponent(thread)}`))
  const how = { cipher: 'aegis', key: new Uint8Array(32) } as const
  const answer = await run(
    { do: 'examine', dir: 'anywhere' },
    { how, known: 1 },
    new AbortController().signal,
    () => {},
  )
  expect(answer).toEqual({ ok: false, fault: 'backup-damaged' })
})
