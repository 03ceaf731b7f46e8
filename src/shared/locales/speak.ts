/** Says a message of the catalogue, with its values filled in. A key that does not exist does not compile. */
import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { Fault } from '../fault.ts'
import { type Catalogue, en, type MessageKey } from './en.ts'

const i18n = setupI18n()
i18n.setMessagesCompiler(compileMessage)

/** Speak from now on in this language. `locale` is a BCP 47 tag, also used for dates. */
export function speak(locale: string, catalogue: Catalogue): void {
  i18n.loadAndActivate({ locale, messages: { ...catalogue } })
}
speak('en', en)

export const t = (key: MessageKey, values?: Readonly<Record<string, string | number>>): string =>
  i18n._(key, values)

export const faultWords = (fault: Fault): string => t(`fault.${fault}`)

/** The language dates are written in. */
export const locale = (): string => i18n.locale
