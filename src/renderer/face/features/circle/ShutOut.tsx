/** A line for everyone when a computer was shut out: the circle is told, and nobody has to do anything. */
import type { Circle } from '../../../../shared/circle/circle.ts'
import { instantName } from '../../../../shared/locales/days.ts'
import { t } from '../../../../shared/locales/speak.ts'

export function ShutOut({ shutOut }: Pick<Circle, 'shutOut'>) {
  return shutOut.map(({ name, you, at }) => (
    <p key={`${at} ${name}`} className="hush">
      {t(you ? 'people.shutOut.you' : 'people.shutOut', { name, when: instantName(at) })}
    </p>
  ))
}
