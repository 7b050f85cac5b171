import 'server-only'
import type { Exchange, UpstreamConnection } from '@/lib/http'
import { searchChannels } from '@/lib/polyv/list-channels'

/**
 * Tries an account, changing nothing: `GET /live/v4/channel/simple/list` for one row.
 * @throws UpstreamError of any kind.
 */
export async function probeAccount(connection: UpstreamConnection): Promise<Exchange[]> {
  const exchanges: Exchange[] = []
  const observe = (exchange: Exchange) => {
    exchanges.push(exchange)
    connection.observe(exchange)
  }
  await searchChannels({ ...connection, observe }, { keyword: '', page: 1, pageSize: 1 })
  return exchanges.slice(-1)
}
