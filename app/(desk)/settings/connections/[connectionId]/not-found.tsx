import { Missing } from '@/components/shell/missing'

export default function ConnectionNotFound() {
  return <Missing kind="connection" />
}
