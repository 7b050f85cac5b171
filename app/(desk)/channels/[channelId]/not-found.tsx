import { Missing } from '@/components/shell/missing'

export default function ChannelNotFound() {
  return <Missing kind="channel" />
}
