/** The check of the words, on planted ones: it must find these, and let those stand. More of them: tests/unit/look/words.test.ts. */
import { bare } from './bare.mjs'
import { faults } from './said.mjs'

/** What the check did not see, or saw where nothing is, as words; empty where it can be trusted. */
export function unseen() {
  const missed = []
  const long = `${'word '.repeat(26)}.`
  const planted = [
    'Saving failed.',
    'Invalid code.',
    'No such user.',
    'Trigger warning: loss',
    'Ana likes this.',
    'You wrote five days in a row.',
    'A streak of words.',
    'Well done, you wrote.',
    'You are in!',
    'Words also travel by sync file.',
    '{n, plural, one {Someone is here.} other {# people are here.}}',
    '',
    long,
    `{n, plural, one {# error} other {Fine.}}`,
    `{n, plural, one {Fine.} other {${long}}}`,
  ]
  for (const sentence of planted)
    if (faults(sentence).length === 0) missed.push(`a planted sentence was not seen: “${sentence}”`)
  for (const sentence of [
    'Saved on this device.',
    'It looks like 192.168.1.20:48132.',
    '{n, plural, one {# entry} other {# entries}} used it. Perfect.',
    'It is on the devices of {n} of {all} people. {all} people will be able to read it.',
  ])
    if (faults(sentence).length > 0)
      missed.push(`a good sentence was refused: “${sentence}”: ${faults(sentence)}`)
  const lang = `${'Wort '.repeat(26)}.`
  for (const sentence of [
    'Speichern fehlgeschlagen.',
    'Das Senden schlug fehl.',
    'Der Code ist ungültig.',
    'Ein Fehler ist aufgetreten.',
    'Tippfehler in der Passphrase.',
    'Worte wandern auch als Sync-Datei.',
    'Mit Dateien beitreten, ohne Netz',
    'Falsche Passphrase.',
    'Kein solcher Benutzer.',
    'Die Nutzerin ist gegangen.',
    'Ana gefällt das.',
    'Eine Serie von Tagen.',
    'Deine Glückssträhne.',
    'Fünf Tage in Folge.',
    'Du hast noch nichts geschrieben.',
    'Gut gemacht, weiter so.',
    'Du bist dabei!',
    '{n, plural, one {Jemand ist hier.} other {# Menschen sind hier.}}',
    'Triggerwarnung: Verlust',
    'Deine letzten Worte sind sicher.',
    lang,
    `{n, plural, one {# Fehler} other {Gut.}}`,
  ])
    if (faults(sentence, 'de').length === 0) missed.push(`a planted sentence was not seen: “${sentence}”`)
  for (const sentence of [
    'Auf diesem Gerät gespeichert.',
    'Such eines, das fehlt oder anders geschrieben wird.',
    'Nach 30 Tagen benutzt. Ein Punkt heißt: An diesem Tag hast du geschrieben.',
  ])
    if (faults(sentence, 'de').length > 0)
      missed.push(`a good sentence was refused: “${sentence}”: ${faults(sentence, 'de')}`)
  for (const code of [
    'const a = <p>Saved here.</p>',
    'const a = <img alt="A stone" />',
    "const a = <a aria-label={on ? 'Close the page' : x} />",
    "const a = <p>{on ? 'Close me now' : x}</p>",
    "const a = <p>{on && 'Close me now'}</p>",
    `const a = <p title={\`\${n} stones\`} />`,
    "const a = <p>{x ?? ('Nobody' as string)}</p>",
  ])
    if (bare(code).length !== 1) missed.push(`planted words in the code were not seen: ${code}`)
  for (const code of [
    "const a = [{ label: 'Report a bug to us' }]",
    "await dialog.showMessageBox({ type: 'info', message: 'It is gone.', buttons: [t('a.b')] })",
    "await dialog.showMessageBox(w, { message, buttons: [t('a.b'), 'Close'] })",
    "const a = { 'detail': on ? x : 'All of it' }",
    "dialog.showErrorBox('A stone', text)",
    "button.title = 'A stone'",
    "button.textContent = n + ' stones'",
    "button.setAttribute('aria-label', 'A stone')",
  ])
    if (bare(code, false).length !== 1) missed.push(`planted words in the code were not seen: ${code}`)
  for (const code of [
    "const a = <p className='told'>{t('app.name')} · </p>",
    'const a = (b < c) && d > e',
    "const a = <p className={on ? 'told' : 'plain'} key='some'>{on ? t('a.b') : ' · '}</p>",
    "const a = <p>{list.map(one => one.kind === 'told' && <b key={one.id} />)}</p>",
  ])
    if (bare(code).length !== 0) missed.push(`code was taken for words: ${code}`)
  for (const code of ["const a = { label: t('a.b'), role: 'copy', type: 'info' }", "a = <Kind>b('told')"])
    if (bare(code, false).length !== 0) missed.push(`code was taken for words: ${code}`)
  return missed
}
