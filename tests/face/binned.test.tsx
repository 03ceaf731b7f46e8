/** Moving an entry to the bin while its newest words are in this window alone. */
import { expect, it } from 'vitest'
import { en } from '../../src/shared/locales/en.ts'
import { t } from '../../src/shared/locales/speak.ts'
import { openFace, press, rest, said, sheets, type } from './house.tsx'

it.each(['disk-full', 'too-large'] as const)(
  'moves no entry to the bin whose newest words are not saved (%s)',
  async fault => {
    const { fake, pass } = await openFace()
    await type(sheets()[0] as HTMLElement, 'Saved words.')
    await pass(500)
    expect([...fake.entries.values()]).toHaveLength(1)
    fake.refuse('journal.save', fault)
    await type(sheets()[0] as HTMLElement, ' Words that are only in this window.')
    await pass(500)
    expect(said()).toContain(en[`fault.${fault}`])
    await press('button', t('today.bin.label', { n: 1 }))
    await rest(20)
    expect(said()).toContain(en['today.bin.unsaved'])
    expect(fake.calls.filter(({ name }) => name === 'journal.bin')).toEqual([])
    expect(
      sheets()
        .map(({ textContent }) => textContent)
        .join(),
    ).toContain('only in this window')
  },
)
