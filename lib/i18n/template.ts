const MARK = '\u0000'

/** A sentence many rows have in common: read once, then only its gaps are filled. */
export function toTemplate<Name extends string>(
  names: readonly Name[],
  write: (gaps: Record<Name, string>) => string,
): (values: Record<Name, string>) => string {
  const gaps = Object.fromEntries(names.map((name) => [name, MARK + name + MARK])) as Record<Name, string>
  const pieces = write(gaps).split(MARK)
  return (values) => pieces.map((piece, place) => (place % 2 === 1 ? values[piece as Name] : piece)).join('')
}
