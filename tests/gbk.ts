/** Chinese Windows writes CSV in GBK; JavaScript only reads it, so the table is turned round here. */
const twins = new Map<string, number>()
const decoder = new TextDecoder('gb18030')
for (let lead = 0x81; lead <= 0xfe; lead += 1)
  for (let trail = 0x40; trail <= 0xfe; trail += 1) {
    if (trail === 0x7f) continue
    const sign = decoder.decode(new Uint8Array([lead, trail]))
    if ([...sign].length === 1 && !twins.has(sign)) twins.set(sign, lead * 256 + trail)
  }

export function encodeGbk(text: string): Uint8Array {
  const bytes: number[] = []
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0
    const twin = twins.get(sign)
    if (code < 0x80) bytes.push(code)
    else if (twin === undefined) throw new Error(`GBK has no ${sign}`)
    else bytes.push(twin >> 8, twin & 0xff)
  }
  return new Uint8Array(bytes)
}
