import { Missing } from '@/components/shell/missing'

export default function PersonNotFound() {
  return <Missing kind="person" />
}
