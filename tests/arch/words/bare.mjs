/**
 * Words for people that stand in the code, where no other language finds them. What people are given (the text of a page, an
 * attribute, a dialog, whatever elsewhere takes words of the catalogue) holds no letters of its own; and no other literal
 * reads as somebody would say it, unless only the machine takes it.
 */
import ts from 'typescript'

/** What a person hears or reads as it stands: attributes, and what menus, dialogs and windows of the system take. */
const spoken =
  /^(aria-?label|aria-?description|aria-?valuetext|aria-?roledescription|title|alt|placeholder|label|sublabel|toolTip|tooltip|message|detail|buttonLabel|checkboxLabel|nameFieldLabel|body|subtitle|buttons|description|errorMessage)$/i
/** What a function of this name is given stands before a person: of Electron's, of the DOM's and our own toast. */
const speaking = /^(showErrorBox|alert|confirm|prompt|announce|toast|say|setTitle|setToolTip|Notification)$/
/** What takes the words of the catalogue. */
const speaker = /^(t|faultWords|refusalWords)$/

/** Attributes that only the machine reads, whatever stands in them. */
const silent =
  /^(class(Name)?|d|style|placement|rel|aria-(labelledby|describedby|controls|owns)|data-testid)$/
/** Functions that only the machine or those who build it hear: a bug that is thrown, the console, what is looked up. */
const unheard =
  /(^|\.)(\p{Lu}\w*)?(Error|Exception)$|^console\.|\.(querySelector(All)?|matches|closest|includes|indexOf|startsWith|endsWith|split|has|get)$/u
/** Names, the same in every language; and what the terminal alone is told. None of them stands on a page. */
const names = new Set([
  'Kinfold',
  'English',
  'Deutsch',
  'This Electron is for development, tests and a first look.',
])
/** The title of a window that is never shown. */
const never = 'Kinfold courier'

/** Stands for what is filled in; it counts as a word. */
const HOLE = '…'
const isWord = token => /^["“„(‘]*(…|\p{L}[\p{L}’'-]*)[.,:;!?…]*["”“’)]*$/u.test(token)
const isCapital = token => /^["“„(‘]*(\p{Lu}[\p{L}’'-]*)[,:;]?["”“’]?$/u.test(token)

/**
 * Whether somebody would say it so: a capital with a word after it, three words in a line, two that end as a sentence does,
 * or one word with a capital.
 */
export function isSaid(text) {
  if (/^\s*\p{Lu}\p{Ll}{2,}[.?!…]?\s*$/u.test(text)) return true
  const tokens = text
    .replace(/<[^>]*>/g, ' ')
    .split(/\s+/)
    .filter(token => token !== '' && !/^[–—-]$/.test(token))
  if (!tokens.some(token => isWord(token) && /\p{L}{2}/u.test(token))) return false
  return tokens.some((token, i) => {
    const [next = '', last = ''] = tokens.slice(i + 1)
    if (!isWord(token) || !isWord(next)) return false
    if (isCapital(token) || (/[.?!]["”“’)]*$/.test(next) && /\p{L}$/u.test(token))) return true
    return (
      isWord(last) &&
      !/\P{L}$/u.test(token.replaceAll(HOLE, 'x')) &&
      !/\P{L}$/u.test(next.replaceAll(HOLE, 'x'))
    )
  })
}

/** The text of a literal, with a hole for each value; null where the node is none. */
function textOf(node) {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isJsxText(node))
    return node.text
  if (!ts.isTemplateExpression(node)) return null
  return [node.head.text, ...node.templateSpans.map(span => span.literal.text)].join(HOLE)
}

/** The literals that an expression can become: both ends of a condition, and what is joined together. */
function literals(node) {
  if (textOf(node) !== null)
    return [node, ...(node.templateSpans ?? []).flatMap(span => literals(span.expression))]
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
const called = node => (ts.isPropertyAccessExpression(node) ? node.name.text : nameOf(node))

/** An attribute of a part of ours: `<Field help=…>`, not `<input name=…>`. */
const isOurs = attribute => /^\p{Lu}/u.test(attribute.parent.parent.tagName.getText())

/** What a node gives people to read, as expressions: none for nearly every node. `takers`: see below. */
function given(node, takers) {
  if (ts.isJsxText(node)) return [node]
  if (ts.isJsxAttribute(node) && node.initializer) {
    const name = node.name.getText()
    return spoken.test(name) || (isOurs(node) && takers.has(name)) ? [node.initializer] : []
  }
  if (ts.isJsxExpression(node) && node.parent && !ts.isJsxAttribute(node.parent)) return [node]
  if (ts.isPropertyAssignment(node) && spoken.test(nameOf(node.name))) return [node.initializer]
  if (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isPropertyAccessExpression(node.left) &&
    (spoken.test(node.left.name.text) || /^(textContent|innerText)$/.test(node.left.name.text))
  )
    return [node.right]
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const name = called(node.expression)
    const words = node.arguments ?? []
    if (speaking.test(name) || (/^set\p{Lu}/u.test(name) && takers.has(name))) return [...words]
    const [key, value] = words
    if (name === 'setAttribute' && key && value && spoken.test(nameOf(key))) return [value]
  }
  return []
}

/** Whether only the machine takes what stands in this node. */
function isMachines(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return true
  if (ts.isJsxAttribute(node)) return silent.test(node.name.getText())
  // a list of names such as Chromium's: MediaRouter, Translate
  return (
    ts.isArrayLiteralExpression(node) &&
    node.elements.some(one => ts.isStringLiteral(one) && /^\S*\p{Ll}\p{Lu}\S*$/u.test(one.text))
  )
}

const isUnheard = node =>
  (ts.isCallExpression(node) || ts.isNewExpression(node)) && unheard.test(node.expression.getText())

const compares = [
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.InKeyword,
]
/** Whether a literal is only held against something, or is the name of something. */
function isHeld(node) {
  const { parent } = node
  if (ts.isBinaryExpression(parent)) return compares.includes(parent.operatorToken.kind)
  if (ts.isCaseClause(parent) || ts.isElementAccessExpression(parent)) return true
  return parent.name === node
}

function* nodesOf(code, isPage) {
  const [name, kind] = isPage ? ['code.tsx', ts.ScriptKind.TSX] : ['code.ts', ts.ScriptKind.TS]
  const waiting = [ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true, kind)]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isMachines(node)) continue
    if (isUnheard(node)) {
      // What is asked may have been said to people before; a list that is looked through was not.
      const asked = node.expression
      if (!ts.isPropertyAccessExpression(asked) || !ts.isArrayLiteralExpression(asked.expression))
        waiting.push(asked)
      continue
    }
    yield node
    const inner = []
    ts.forEachChild(node, child => void inner.push(child))
    waiting.push(...inner.reverse())
  }
}

/**
 * What takes words of the catalogue somewhere in this code: attributes, and the setters of state. Words that stand in one of
 * them elsewhere are for people too, however short.
 */
export function takersIn(code, isPage = true) {
  const found = new Set()
  for (const node of nodesOf(code, isPage)) {
    if (!ts.isCallExpression(node) || !speaker.test(called(node.expression))) continue
    let up = node.parent
    while (
      ts.isConditionalExpression(up) ||
      ts.isParenthesizedExpression(up) ||
      ts.isBinaryExpression(up) ||
      ts.isJsxExpression(up)
    )
      up = up.parent
    if (ts.isJsxAttribute(up)) found.add(up.name.getText())
    else if (ts.isCallExpression(up) && ts.isIdentifier(up.expression)) found.add(up.expression.text)
  }
  return found
}

/** Words for people that stand in the code. `isPage`: it has tags in it. `takers`: what takes words, in all of the code. */
export function bare(code, isPage = true, takers = takersIn(code, isPage)) {
  const found = new Set()
  for (const node of nodesOf(code, isPage)) {
    for (const one of given(node, takers).flatMap(literals)) if (/\p{L}{2}/u.test(textOf(one))) found.add(one)
    const text = textOf(node)
    if (text !== null && isSaid(text) && !isHeld(node) && !names.has(text)) found.add(node)
    // in an attribute, two words are enough
    if (ts.isJsxAttribute(node) && node.initializer)
      for (const one of literals(node.initializer))
        if (/\p{L}{2,} \p{L}{2,}/u.test(textOf(one))) found.add(one)
  }
  return [...found].map(node => textOf(node).trim()).filter(text => text !== never)
}
