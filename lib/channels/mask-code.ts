import 'server-only'

/** `13800010001` → `138****0001`, as phone numbers are masked everywhere; of any other code at most half stands. */
export function maskCode(code: string): string {
  const letters = [...code]
  const show = (first: number, last: number) =>
    `${letters.slice(0, first).join('')}****${last > 0 ? letters.slice(-last).join('') : ''}`
  if (letters.length >= 14 || /^\+?\d{11,}$/.test(code)) return show(3, 4)
  if (letters.length >= 8) return show(2, 2)
  if (letters.length >= 5) return show(1, 1)
  return letters.length >= 3 ? show(1, 0) : '****'
}
