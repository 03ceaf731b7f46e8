/** Whom a file is for, and the place where it goes. */
import { useState } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { Circle, MemberId } from '../../../../shared/circle/circle.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { Button } from '../../ui/Button.tsx'
import plain from '../../ui/Plain.module.css'
import choice from '../settings/SettingsPage.module.css'
import styles from './FilePage.module.css'
import { useWriting } from './useWriting.ts'
import { Working } from './Working.tsx'

export function WriteFile({ circle: { id, members } }: { readonly circle: Circle }) {
  const others = members.filter(({ you }) => !you)
  const [some, setSome] = useState(false)
  const [chosen, setChosen] = useState<ReadonlySet<MemberId>>(new Set())
  const { write, writing, answer, say } = useWriting()
  const to = others.map(({ id: member }) => member).filter(member => chosen.has(member))

  const begin = () => {
    if (some && to.length === 0) return say(t('file.choose.first'))
    void write(id, some ? to : [])
  }
  const choose = (member: MemberId, on: boolean) => {
    say('')
    setChosen(before => new Set(on ? [...before, member] : [...before].filter(one => one !== member)))
  }
  return (
    <section className={styles['part']} aria-labelledby="file-write">
      <h2 id="file-write">{t('file.write.title')}</h2>
      <p className="hush">{t(others.length === 0 ? 'file.nobody' : 'file.write.lead')}</p>
      {others.length > 0 && (
        <>
          {others.length > 1 && (
            <RadioGroup
              className={choice['group'] ?? ''}
              value={some ? 'some' : 'all'}
              onChange={value => {
                say('')
                setSome(value === 'some')
              }}
            >
              <Label className={choice['label'] ?? ''}>{t('file.for')}</Label>
              <div className={choice['choices']}>
                <Radio value="all" className={choice['choice'] ?? ''}>
                  {t('file.all')}
                </Radio>
                <Radio value="some" className={choice['choice'] ?? ''}>
                  {t('file.some')}
                </Radio>
              </div>
            </RadioGroup>
          )}
          {some && (
            <fieldset className={styles['people']}>
              <legend>{t('file.people')}</legend>
              {others.map(({ id: member, name }) => (
                <label key={member}>
                  <input
                    type="checkbox"
                    checked={chosen.has(member)}
                    onChange={({ target }) => choose(member, target.checked)}
                  />
                  <span>{name}</span>
                </label>
              ))}
            </fieldset>
          )}
          <div className={plain['row']}>
            <Button look="main" busy={writing} onPress={begin}>
              {t('file.write')}
            </Button>
          </div>
          {writing && <Working label={t('file.writing')} />}
          <p role="status" className={answer ? plain['answer'] : 'unseen'}>
            {answer}
          </p>
        </>
      )}
    </section>
  )
}
