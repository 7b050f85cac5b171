import type { Client } from 'pg'

export type Committed = { what: 'answered' | 'done'; operationId: string; outcome: string | null }

/**
 * Tells when an answer or an operation's end is committed: triggers of the owner's in the throwaway database, whose notice
 * PostgreSQL sends at commit and never before.
 */
export class CommitWatch {
  readonly #waiting = new Map<string, (committed: Committed & { at: number }) => void>()

  static async open(owner: Client): Promise<CommitWatch> {
    await owner.query(`
      create function bench_answered() returns trigger language plpgsql as $$
      begin
        perform pg_notify('bench', json_build_object('what', 'answered', 'operationId', new.operation_id, 'outcome', new.errcode)::text);
        return null;
      end $$;
      create function bench_done() returns trigger language plpgsql as $$
      begin
        perform pg_notify('bench', json_build_object('what', 'done', 'operationId', new.id, 'outcome', new.verdict)::text);
        return null;
      end $$;
      create trigger bench_answered after update on operation_call
        for each row when (new.state = 'answered' and old.state <> 'answered') execute function bench_answered();
      create trigger bench_done after update on operation
        for each row when (new.state = 'done' and old.state <> 'done') execute function bench_done();
      listen bench`)
    return new CommitWatch(owner)
  }

  private constructor(owner: Client) {
    owner.on('notification', ({ payload }) => {
      const at = performance.now()
      const committed = JSON.parse(payload ?? '{}') as Committed
      this.#waiting.get(committed.what)?.({ ...committed, at })
      this.#waiting.delete(committed.what)
    })
  }

  /** The next commit of this kind; one operation runs at a time. */
  next(what: Committed['what'], timeoutMs = 15_000): Promise<Committed & { at: number }> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(what)
        reject(new Error(`nothing was ${what} within ${timeoutMs} ms`))
      }, timeoutMs)
      this.#waiting.set(what, (committed) => {
        clearTimeout(timer)
        resolve(committed)
      })
    })
  }
}
