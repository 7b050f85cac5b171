import { KEPT_HEIGHTS } from '@/lib/audit/kept-hashes'
import { leafHash } from '@/lib/audit/leaf'
import { Frontier, type Subtree } from '@/lib/audit/merkle'
import { type Head, hashHead, headText, type SigningKey, signText } from '@/lib/audit/signing'
import { toLine } from '@/tests/bench/copy'

export const LEAF_COLUMNS = ['leaf_no', 'batch_no', 'event_id', 'occurred_at', 'seq', 'leaf_hash'] as const
export const NODE_COLUMNS = ['height', 'place', 'hash'] as const
export const BATCH_COLUMNS = [
  'batch_no',
  'tree_size',
  'root',
  'previous',
  'sealed_at',
  'sealed_before',
  'frontier',
  'key_id',
  'signature',
] as const

type Sealable = { id: string; seq: number; at: number; rowHash: string }
type Lines = { leaves: string[]; nodes: string[]; batches: string[] }

/** Seals as the worker would have, wherever there was something, with the product's own hashes and key. */
export class BulkSealer {
  readonly #frontier: Frontier
  readonly #key: SigningKey
  readonly #sealedBefore: string
  readonly #everyMs: number
  #last: Head | null

  constructor(
    key: SigningKey,
    sealedBefore: string,
    last: (Head & { frontier: Buffer[] }) | null,
    everySeconds: number,
  ) {
    this.#everyMs = everySeconds * 1_000
    this.#key = key
    this.#sealedBefore = sealedBefore
    this.#last = last
    this.#frontier = new Frontier(last?.treeSize ?? 0, last?.frontier ?? [])
  }

  /** Events in order of time; whole stretches only, so that none is sealed twice. */
  seal(events: readonly Sealable[]): Lines {
    const lines: Lines = { leaves: [], nodes: [], batches: [] }
    for (let from = 0; from < events.length; ) {
      const slot = Math.floor((events[from]?.at ?? 0) / this.#everyMs)
      let to = from
      while (to < events.length && Math.floor((events[to]?.at ?? 0) / this.#everyMs) === slot) to += 1
      this.#sealSlot(events.slice(from, to), slot, lines)
      from = to
    }
    return lines
  }

  #sealSlot(events: readonly Sealable[], slot: number, lines: Lines): void {
    const batchNo = this.#last ? this.#last.batchNo + 1 : 0
    for (const { id, seq, at, rowHash } of events) {
      const occurredAt = new Date(at)
      const hash = leafHash({ eventId: id, seq: String(seq), occurredAt, rowHash })
      lines.leaves.push(toLine([this.#frontier.size, batchNo, id, occurredAt, seq, hash]))
      for (const node of this.#frontier.append(hash))
        if (KEPT_HEIGHTS.has(node.height)) lines.nodes.push(nodeLine(node))
    }
    const head: Head = {
      batchNo,
      treeSize: this.#frontier.size,
      root: this.#frontier.root(),
      previous: this.#last ? hashHead(this.#last) : Buffer.alloc(32),
      sealedAt: new Date((slot + 1) * this.#everyMs + 400),
      keyId: this.#key.id,
    }
    this.#last = head
    lines.batches.push(
      toLine([
        batchNo,
        head.treeSize,
        head.root,
        head.previous,
        head.sealedAt,
        this.#sealedBefore,
        this.#frontier.roots,
        head.keyId,
        signText(this.#key, headText(head)),
      ]),
    )
  }
}

const nodeLine = ({ height, place, hash }: Subtree): string => toLine([height, place, hash])
