import type { Call } from '../http.ts'

/** What a call sends outside its JSON body: the query, and the form fields when it is a form. */
export function readParams(call: Call): Map<string, string> {
  const params = new Map<string, string>(call.query)
  if (call.contentType.startsWith('application/x-www-form-urlencoded')) {
    for (const [name, value] of new URLSearchParams(call.body.toString('utf8'))) params.set(name, value)
  }
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/.exec(call.contentType)?.[1]
  if (boundary) {
    for (const [name, value] of readTextParts(call, boundary)) params.set(name, value)
  }
  return params
}

/** Boundaries keep their case in the body, while the header was lowered: compare without case. */
function readTextParts(call: Call, boundary: string): [string, string][] {
  const text = call.body.toString('latin1')
  const fields: [string, string][] = []
  for (const part of splitIgnoringCase(text, `--${boundary}`)) {
    const end = part.indexOf('\r\n\r\n')
    if (end < 0) continue
    const head = part.slice(0, end)
    const name = /name="([^"]*)"/.exec(head)?.[1]
    if (name === undefined || /filename="/.test(head)) continue
    const value = part.slice(end + 4).replace(/\r\n$/, '')
    fields.push([name, Buffer.from(value, 'latin1').toString('utf8')])
  }
  return fields
}

function splitIgnoringCase(text: string, mark: string): string[] {
  const lowered = text.toLowerCase()
  const parts: string[] = []
  let from = 0
  for (let at = lowered.indexOf(mark, from); at >= 0; at = lowered.indexOf(mark, from)) {
    parts.push(text.slice(from, at))
    from = at + mark.length
  }
  return parts
}
