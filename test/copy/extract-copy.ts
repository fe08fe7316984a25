import ts from 'typescript'

/** Attributes and properties whose strings are never shown: styles, keys, identifiers. */
const HIDDEN_NAMES =
  /^(className|classNames?|style|href|src|key|id|name|type|mode|variant|role|rel|target|method|path|pattern|autoComplete|inputMode|data-.*|d|viewBox|fill|stroke|format|locale|timeZone|fontFamily|color|c|bg|accept|as|component|queryKey|code|header|headers)$/

/** Functions whose string arguments are never shown. */
const HIDDEN_CALLS =
  /^(require|import|URL|RegExp|Set|Map|get|has|getItem|setItem|querySelector|addEventListener|removeEventListener|matchMedia|split|join|replace|replaceAll|startsWith|endsWith|includes|test|match|localeCompare|Error|TypeError|invalidateQueries|regex|fetch)$/

/**
 * Returns the strings of a source file that users can read, in order of appearance. Placeholders of
 * template literals appear as `{expression}`. A string counts when it looks like language (it has a
 * space or starts with a capital letter) and is not in a place that is never shown (imports, styles,
 * identifiers, regular expressions).
 */
export function extractCopy(fileName: string, source: string): string[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (isHidden(node)) return
    const text = textOf(node)
    if (text !== undefined && isLanguage(text)) found.push(text)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function isHidden(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true
  if (ts.isTypeNode(node)) return true
  if (ts.isJsxAttribute(node)) return HIDDEN_NAMES.test(node.name.getText())
  if (ts.isPropertyAssignment(node)) {
    return HIDDEN_NAMES.test(node.name.getText().replaceAll(/['"]/g, ''))
  }
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const callee = node.expression
    const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText()
    return HIDDEN_CALLS.test(name)
  }
  return ts.isTaggedTemplateExpression(node) || ts.isElementAccessExpression(node)
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isJsxText(node)) return oneLine(node.text)
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    const { parent } = node
    if (ts.isPropertyAssignment(parent) && parent.name === node) return undefined
    if (ts.isExpressionStatement(parent)) return undefined
    return oneLine(node.text)
  }
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map(
      ({ expression, literal }) => `{${placeholder(expression)}}${literal.text}`,
    )
    return oneLine(node.head.text + spans.join(''))
  }
  return undefined
}

/** Returns a short name for what a placeholder shows: the last identifier of its expression. */
function placeholder(expression: ts.Expression): string {
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text
  if (ts.isIdentifier(expression)) return expression.text
  if (ts.isCallExpression(expression)) return placeholder(expression.expression)
  return '…'
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

function isLanguage(text: string): boolean {
  if (!/\p{L}{2}/u.test(text)) return false
  if (/^[\w-]+(\.[\w-]+)+$|^\/|^https?:|^@|^[a-z]+:[a-z]|^--|^[.#][a-z]/.test(text)) return false
  if (/^(use client|use server)$/.test(text)) return false
  if (/^[A-Z0-9_]+$/.test(text) && text.length > 4) return false
  if (/^[A-Z][a-z]+[A-Z]\w*$/.test(text)) return false
  if (/^([A-Z]{2} ?)+$|\\d|\[[A-Z]|^NFK?[CD]$/.test(text)) return false
  return /\s/.test(text) || /^\p{Lu}/u.test(text)
}
