/**
 * The app's sentences: all of them in the catalogues, every key used and none missing, no sentence longer than 25 words,
 * and none with a word that hurts, blames, counts or cheers, in any language. `words.mjs [ROOT]` reads another tree than
 * this one.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import ts from 'typescript'

const root = process.argv[2] ?? fileURLToPath(new URL('../..', import.meta.url))
/** The rooms that speak to people: the windows, and what the system shows outside them. */
const rooms = ['src/renderer/face', 'src/main/shell', 'src/shared/locales'].map(room => join(root, room))
const locales = join(root, 'src/shared/locales')
/** In development builds alone; it speaks to those who build. */
const unheard = join(root, 'src/renderer/face/gallery')

/** No shouting and no pictures of feelings, whatever the language. */
const anywhere = /!|\p{Extended_Pictographic}/u

/** practice.md, sections 4, 5 and 7: what a sentence to a person never says. */
const english = [
  // what a person did is never wrong, and nothing of theirs has failed
  /\b(fail(s|ed|ing|ure|ures)?|invalid|errors?|wrong|incorrect|illegal|oops|bad|not allowed|denied)\b/i,
  // words of machines and of clinics for people
  /\b(users?|usernames?|peers?|admins?|moderators?|owners?|handles?|patients?|clients?|mentors?|sponsors?)\b/i,
  // counting people, and games
  /\b(likes?|likers?|followers?|views|streaks?|points|levels?|badges?|ranks?|ranking|ratings?|scores?|rewards?|goals?)\b/i,
  /\b(last seen|(is|are) online|is typing|unread|in a row|days running|keep it up|you haven[’']t|you missed|don[’']t forget|daily goal)\b/i,
  // praise and cheer
  /\b(congratulations|congrats|well done|good job|great job|great work|awesome|amazing|proud of you|you did it|hooray|yay)\b/i,
  // what it is about is said plainly, and nothing sounds like an end
  /\b(trigger warnings?|nsfw|panic mode|crisis mode|relapse[ds]?|committed suicide|suffers? from|addicts?|clinically|last words)\b/i,
]

/** Whole words of German, with whatever may hang on them: `…fehler…`, `scheiter…`. */
const german = [
  // what a person did is never wrong, and nothing of theirs has failed
  'fehlgeschlagen…|fehlschl…|schlug fehl|schlägt fehl|gescheitert…|scheiter…|missl(ang|ungen)…|versag(t|en)…',
  '…fehler…|…fehlerhaft…|ungültig…|falsch…|inkorrekt…|unzulässig…|unerlaubt…|verboten…|verweigert…|nicht erlaubt|illegal…|schlecht…|hoppla|ups',
  // words of machines and of clinics for people
  'benutzer…|nutzer…|anwender…|users?|peers?|admins?|administrator…|moderator…|eigentümer…|patient…|klient…|kund(e|en|in|innen)|mentor…|sponsor…',
  // counting people, and games
  'likes?|gelik(t|ed)…|gefällt mir|gefällt das|follower…|aufrufe|streaks?|serien?|…strähne…|punkte|punktzahl|punktestand|levels?|abzeichen|rang|ränge|rangliste…|bewertung…|belohn…|ziele?|tagesziel…',
  'zuletzt (online|gesehen|aktiv)|(ist|sind) online|tippt gerade|schreibt gerade|ungelesen…|in folge|am stück|hintereinander|tage ohne pause|weiter so|bleib dran|du hast (noch )?(nicht|nichts)|verpass(t|en)|nicht vergessen|vergiss nicht',
  // praise and cheer
  'glückwunsch…|gratul…|gut gemacht|super|toll…|prima|großartig…|klasse|spitze|stolz|geschafft|bravo|hurra|juhu',
  // what it is about is said plainly, and nothing sounds like an end
  'trigger…|nsfw|panik…|krise…|rückf(all|älle)…|selbstmord…|leide(t|st) an|leiden an|…süchtig…|klinisch…|letzten? worten?|letzten? wörter…?',
].map(words => new RegExp(`(?<!\\p{L})(${words.replaceAll('…', '\\p{L}*')})(?!\\p{L})`, 'iu'))

/** By the first two letters of a catalogue. One that is not here is nobody's to check, and red. */
const banned = { en: english, de: german }
/** Where such a word says something else. */
const plain = [/\blooks? like\b/gi, /\bwould like\b/gi]
const longest = 25

const catalogue = /^[a-z]{2}(-[A-Z]{2})?\.ts$/

/** Every sentence a message in ICU format can become, with one word for each of its values. */
export function readings(message) {
  const open = message.search(/\{\s*\w+\s*,\s*(plural|select|selectordinal)\s*,/)
  if (open < 0)
    return [
      message
        .replace(/\{[^{}]*\}/g, 'Ana')
        .replace(/<\/?\d+\/?>/g, '')
        .replace(/#/g, '7'),
    ]
  const branches = []
  let depth = 0
  let from = 0
  let end = open
  for (let i = open; i < message.length; i++) {
    if (message[i] === '{' && ++depth === 2) from = i + 1
    if (message[i] !== '}') continue
    if (--depth === 1) branches.push(message.slice(from, i))
    if (depth > 0) continue
    end = i + 1
    break
  }
  if (branches.length === 0) return [message]
  return branches.flatMap(branch => readings(message.slice(0, open) + branch + message.slice(end)))
}

/** The sentences in a text, each as its words. */
const sentences = text =>
  text
    .split(/(?<=[.!?…:])\s+|\n+/)
    .map(sentence => sentence.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)))

/** What is wrong with one message in this language, as words; empty where nothing is. */
export function faults(message, language = 'en') {
  const found = []
  for (const text of readings(message)) {
    const said = plain.reduce((rest, context) => rest.replaceAll(context, ''), text)
    for (const word of [anywhere, ...(banned[language] ?? [])].flatMap(one => one.exec(said)?.[0] ?? []))
      found.push(`says “${word}”`)
    const most = Math.max(...sentences(text).map(words => words.length))
    if (most > longest) found.push(`has a sentence of ${most} words`)
  }
  if (message.trim() === '') found.push('is empty')
  return [...new Set(found)]
}

/** The names of the values a message takes. */
const values = message =>
  [...new Set([...message.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(match => match[1]))].sort()

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return path === unheard ? [] : sources(path)
    const isCatalogue = folder === locales && catalogue.test(entry.name)
    return /\.tsx?$/.test(entry.name) && !isCatalogue ? [{ path, code: readFileSync(path, 'utf8') }] : []
  })
}

/** What a person hears or reads as it stands: attributes, and what menus, dialogs and windows of the system take. */
const spoken =
  /^(aria-?label|aria-?description|aria-?valuetext|aria-?roledescription|title|alt|placeholder|label|sublabel|toolTip|tooltip|message|detail|buttonLabel|checkboxLabel|nameFieldLabel|body|subtitle|buttons|description|errorMessage)$/i
/** What a function of this name is given stands before a person: of Electron's, of the DOM's and our own toast. */
const speaking = /^(showErrorBox|alert|confirm|prompt|announce|toast|say|setTitle|setToolTip)$/
/** What stands in such a place and is before nobody: the title of a window that is never shown. */
const unseen = ['Kinfold courier']
const isProse = text => /\p{L}{2}/u.test(text) && !unseen.includes(text)

/** The texts that an expression can become: both ends of a condition, and what is joined together. */
function literals(node) {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text]
  if (ts.isTemplateExpression(node))
    return [
      node.head.text,
      ...node.templateSpans.flatMap(span => [...literals(span.expression), span.literal.text]),
    ]
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(literals)
  if (ts.isBinaryExpression(node)) {
    const sign = node.operatorToken.kind
    const joins = [ts.SyntaxKind.PlusToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken]
    if (joins.includes(sign)) return [node.left, node.right].flatMap(literals)
    return sign === ts.SyntaxKind.AmpersandAmpersandToken ? literals(node.right) : []
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(literals)
  if (ts.isJsxExpression(node)) return node.expression ? literals(node.expression) : []
  const inner =
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
  return inner ? literals(node.expression) : []
}

const nameOf = node =>
  ts.isIdentifier(node) || ts.isStringLiteral(node) || ts.isJsxNamespacedName(node)
    ? (node.text ?? node.getText())
    : ''

/** What a node gives people to read, as expressions: none for nearly every node. */
function given(node) {
  if (ts.isJsxAttribute(node) && node.initializer && spoken.test(node.name.getText()))
    return [node.initializer]
  if (ts.isJsxExpression(node) && node.parent && !ts.isJsxAttribute(node.parent)) return [node]
  if (ts.isPropertyAssignment(node) && spoken.test(nameOf(node.name))) return [node.initializer]
  if (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isPropertyAccessExpression(node.left) &&
    (spoken.test(node.left.name.text) || /^(textContent|innerText)$/.test(node.left.name.text))
  )
    return [node.right]
  if (ts.isCallExpression(node)) {
    const called = node.expression
    const name = ts.isPropertyAccessExpression(called) ? called.name.text : nameOf(called)
    if (speaking.test(name)) return [...node.arguments]
    const [key, value] = node.arguments
    if (name === 'setAttribute' && key && value && spoken.test(nameOf(key))) return [value]
  }
  return []
}

/** Words for people that stand in the code, where no other language finds them. `isPage`: it has tags in it. */
export function bare(code, isPage = true) {
  const found = []
  const visit = node => {
    if (ts.isJsxText(node) && isProse(node.text)) found.push(node.text.trim())
    found.push(...given(node).flatMap(literals).filter(isProse))
    ts.forEachChild(node, visit)
  }
  const [name, kind] = isPage ? ['code.tsx', ts.ScriptKind.TSX] : ['code.ts', ts.ScriptKind.TS]
  visit(ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true, kind))
  return found
}

/** The keys a source asks for by their whole name. */
export const asked = code =>
  [...code.matchAll(/\bt\(\s*(['"`])([\w-]+(?:\.[\w-]+)+)\1/g)].map(match => match[2])

/** Which keys a source names: whole, or by how they begin (`fault.${code}`). */
function used(keys, code) {
  const beginnings = [...code.matchAll(/`([\w.-]+[.-])\$\{/g)].map(match => match[1])
  return keys.filter(
    key =>
      ["'", '"', '`'].some(mark => code.includes(mark + key + mark)) ||
      beginnings.some(begin => key.startsWith(begin)),
  )
}

const wrong = []

// The check itself, on planted sentences.
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
  '',
  long,
  `{n, plural, one {# error} other {Fine.}}`,
  `{n, plural, one {Fine.} other {${long}}}`,
]
for (const sentence of planted)
  if (faults(sentence).length === 0) wrong.push(`a planted sentence was not seen: “${sentence}”`)
for (const sentence of [
  'Saved on this device.',
  'It looks like 192.168.1.20:48132.',
  '{n, plural, one {# person} other {# people}} used it. Perfect.',
])
  if (faults(sentence).length > 0)
    wrong.push(`a good sentence was refused: “${sentence}”: ${faults(sentence)}`)
const lang = `${'Wort '.repeat(26)}.`
for (const sentence of [
  'Speichern fehlgeschlagen.',
  'Das Senden schlug fehl.',
  'Der Code ist ungültig.',
  'Ein Fehler ist aufgetreten.',
  'Tippfehler in der Passphrase.',
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
  'Triggerwarnung: Verlust',
  'Deine letzten Worte sind sicher.',
  lang,
  `{n, plural, one {# Fehler} other {Gut.}}`,
])
  if (faults(sentence, 'de').length === 0) wrong.push(`a planted sentence was not seen: “${sentence}”`)
for (const sentence of [
  'Auf diesem Gerät gespeichert.',
  'Such eines, das fehlt oder anders geschrieben wird.',
  'Nach 30 Tagen benutzt. Ein Punkt heißt: An diesem Tag hast du geschrieben.',
])
  if (faults(sentence, 'de').length > 0)
    wrong.push(`a good sentence was refused: “${sentence}”: ${faults(sentence, 'de')}`)
for (const code of [
  'const a = <p>Saved here.</p>',
  'const a = <img alt="A stone" />',
  "const a = <a aria-label={on ? 'Close the page' : x} />",
  "const a = <p>{on ? 'Close me now' : x}</p>",
  "const a = <p>{on && 'Close me now'}</p>",
  `const a = <p title={\`\${n} stones\`} />`,
  "const a = <p>{x ?? ('Nobody' as string)}</p>",
])
  if (bare(code).length !== 1) wrong.push(`planted words in the code were not seen: ${code}`)
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
  if (bare(code, false).length !== 1) wrong.push(`planted words in the code were not seen: ${code}`)
for (const code of [
  "const a = <p className='told'>{t('app.name')} · </p>",
  'const a = (b < c) && d > e',
  "const a = <p className={on ? 'told' : 'plain'} key='some'>{on ? t('a.b') : ' · '}</p>",
  "const a = <p>{list.map(one => one.kind === 'told' && <b key={one.id} />)}</p>",
])
  if (bare(code).length !== 0) wrong.push(`code was taken for words: ${code}`)
for (const code of ["const a = { label: t('a.b'), role: 'copy', type: 'info' }", "a = <Kind>b('told')"])
  if (bare(code, false).length !== 0) wrong.push(`code was taken for words: ${code}`)
if (asked("t('no.such.key', { n })")[0] !== 'no.such.key') wrong.push('a planted key was not seen')

const files = rooms.flatMap(sources)
const code = files.map(file => file.code).join('\n')
for (const file of files)
  for (const words of bare(file.code, file.path.endsWith('.tsx')))
    wrong.push(`${file.path.slice(root.length)}: “${words}” is in no catalogue`)

let first
const names = readdirSync(locales).filter(name => catalogue.test(name))
if (!names.includes('en.ts')) wrong.push('src/shared/locales/en.ts is missing')
// English first: the others are held against it.
for (const file of names.sort((a, b) => (a === 'en.ts' ? -1 : b === 'en.ts' ? 1 : a < b ? -1 : 1))) {
  const module = await import(pathToFileURL(join(locales, file)).href)
  const messages = module[file.slice(0, 2)] ?? module.messages ?? {}
  const keys = Object.keys(messages)
  if (keys.length < 20)
    wrong.push(`${file} holds only ${keys.length} messages, so this check saw next to nothing`)
  const dead = new Set(keys)
  for (const key of used(keys, code)) dead.delete(key)
  for (const key of dead) wrong.push(`${file}: ${key} is used nowhere`)
  const language = file.slice(0, 2)
  if (!(language in banned)) wrong.push(`${file}: nobody has said which words this language leaves out`)
  for (const key of keys)
    for (const fault of faults(messages[key], language)) wrong.push(`${file}: ${key} ${fault}`)
  first ??= messages
  for (const [key, message] of Object.entries(first)) {
    if (!keys.includes(key)) wrong.push(`${file}: ${key} has no translation`)
    else if (values(messages[key]).join() !== values(message).join())
      wrong.push(`${file}: ${key} takes other values than in English`)
  }
}
for (const key of new Set(asked(code)))
  if (first && !(key in first)) wrong.push(`${key} is asked for and is in no catalogue`)

for (const line of wrong) process.stdout.write(`${line}\n`)
process.stdout.write(`read ${Object.keys(first ?? {}).length} messages in ${names.length} catalogues\n`)
process.exitCode = wrong.length > 0 ? 1 : 0
