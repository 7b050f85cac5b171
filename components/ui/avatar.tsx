/** The last character of a Han name, the first letter of any other. */
export function Avatar({ name, small }: { name: string; small?: boolean }) {
  const characters = [...name.trim()]
  const letter = /\p{Script=Han}$/u.test(name.trim()) ? characters.at(-1) : characters[0]?.toUpperCase()
  return (
    <span className={small ? 'who s' : 'who'} title={name} aria-hidden="true">
      {letter ?? '?'}
    </span>
  )
}
