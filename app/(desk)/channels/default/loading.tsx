import ChannelLoading from '../[channelId]/loading'

export default function Loading() {
  return <ChannelLoading />
}
