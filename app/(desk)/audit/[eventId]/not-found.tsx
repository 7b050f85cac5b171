import { Missing } from '@/components/shell/missing'

export default function EventNotFound() {
  return <Missing kind="event" />
}
