import type { Part } from '@/lib/audit/describe'

export function Sentence({ parts }: { parts: readonly Part[] }) {
  return parts.map((part, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: a sentence never changes once written
    if (part.kind === 'actor') return <b key={index}>{part.text}</b>
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    if (part.kind === 'object') return <u key={index}>{part.text}</u>
    return part.text
  })
}
