import { Missing } from '@/components/shell/missing'

export default function ViewNotFound() {
  return <Missing kind="view" />
}
