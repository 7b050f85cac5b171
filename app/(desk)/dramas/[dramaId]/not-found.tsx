import { Missing } from '@/components/shell/missing'

export default function DramaNotFound() {
  return <Missing kind="drama" />
}
