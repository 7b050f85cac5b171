/** The piece of a query that is being typed: from the last space outside quotation marks. */
export function lastFragment(typed: string): string {
  let start = 0
  let isQuoted = false
  for (let place = 0; place < typed.length; place += 1) {
    const letter = typed.charAt(place)
    if (letter === '"' || letter === '“' || letter === '”') isQuoted = !isQuoted
    else if (!isQuoted && /\s/.test(letter)) start = place + 1
  }
  return typed.slice(start)
}
