/** Says a message of the catalogue, with its values filled in. A key that does not exist does not compile. */
import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { Fault } from '../fault.ts'
import { en, type MessageKey } from './en.ts'

const i18n = setupI18n()
i18n.setMessagesCompiler(compileMessage)

/** What a language has of the catalogue: what it leaves out is said in English. */
export type Spoken = Readonly<Partial<Record<MessageKey, string>>>

/** Speak from now on in this language. `locale` is a BCP 47 tag, also used for dates, numbers and lists. */
export function speak(locale: string, catalogue: Spoken): void {
  i18n.loadAndActivate({ locale, messages: { ...en, ...catalogue } })
}
speak('en', en)

export const t = (key: MessageKey, values?: Readonly<Record<string, string | number>>): string =>
  i18n._(key, values)

export const faultWords = (fault: Fault): string => t(`fault.${fault}`)

/** The language that dates, numbers and lists are written in. */
export const locale = (): string => i18n.locale
