import type { Client } from 'pg'
import type { WechatState } from '../sandbox-control.ts'

export type Pair = { dramaId: string; appid: string }

/** Pairs nobody holds yet and the upstream would accept, each to be used once. */
export class GrantPairs {
  readonly #pairs: Pair[]

  private constructor(pairs: Pair[]) {
    this.#pairs = pairs
  }

  static async find(owner: Client, connectionId: string, licensees: WechatState['licensees']): Promise<GrantPairs> {
    const willing = licensees.filter(({ hasCategory }) => hasCategory).map(({ appid }) => appid)
    const { rows } = await owner.query<Pair>(
      `select drama.drama_id as "dramaId", licensee.appid
         from drama cross join licensee
        where drama.connection_id = $1 and drama.gone_at is null and drama.audit_state = 'passed' and drama.play_state = 'playable'
          and licensee.appid = any($2)
          and not exists (select 1 from "grant" held where held.connection_id = $1 and held.drama_id = drama.drama_id and held.appid = licensee.appid)
          and not exists (select 1 from account_grant held where held.connection_id = $1 and held.appid = licensee.appid)
        order by licensee.appid, drama.drama_id`,
      [connectionId, willing],
    )
    return new GrantPairs(rows)
  }

  take(): Pair {
    const pair = this.#pairs.pop()
    if (!pair) throw new Error('no pair of drama and licensee is left to grant')
    return pair
  }
}
