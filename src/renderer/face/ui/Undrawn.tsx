/** In place of a page that could not be drawn: what happened, what is safe, what to do. Not one word of what threw. */
import { t } from '../../../shared/locales/speak.ts'
import { Button } from './Button.tsx'
import { InlineError } from './InlineError.tsx'
import { PlaceLink } from './PlaceLink.tsx'
import { PlainPage } from './PlainPage.tsx'

export function Undrawn({ again }: { readonly again: () => void }) {
  return (
    <PlainPage title={t('undrawn.title')}>
      <InlineError words={t('undrawn.words')}>
        <Button onPress={again}>{t('undrawn.again')}</Button>
        <Button look="quiet" onPress={() => window.history.back()}>
          {t('undrawn.back')}
        </Button>
      </InlineError>
      <p>
        <PlaceLink to={{ at: 'journal' }}>{t('undrawn.journal')}</PlaceLink>
      </p>
    </PlainPage>
  )
}
