'use client'
import { Input, type InputProps } from './input'

/**
 * Text with a numeric keypad: a native number field drops what it cannot read, and nothing typed may be lost.
 * Turning the text into a number is the schema's work.
 */
export function NumberInput({ decimals = 0, ...rest }: InputProps & { decimals?: number }) {
  return <Input inputMode={decimals > 0 ? 'decimal' : 'numeric'} autoComplete="off" {...rest} />
}
