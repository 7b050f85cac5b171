import 'server-only'
import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'
import { env } from '@/lib/env'

export type SigningKey = { id: string; privateKey: KeyObject; publicKey: Buffer }

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex')

/** `id:base64` pairs of 32-byte Ed25519 seeds, separated by commas, the newest first. */
export function parseSigningKeys(text: string): SigningKey[] {
  return parsePairs(text, 'AUDIT_SIGNING_KEYS must hold id:base64 pairs of 32-byte seeds').map(([id, seed]) => {
    const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' })
    const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
    return { id, privateKey, publicKey }
  })
}

/** `id:base64` pairs of public keys whose seeds are gone, separated by commas. */
export const parsePublicKeys = (text: string): [id: string, publicKey: Buffer][] =>
  text === '' ? [] : parsePairs(text, 'AUDIT_PUBLIC_KEYS must hold id:base64 pairs of 32-byte public keys')

function parsePairs(text: string, refusal: string): [id: string, bytes: Buffer][] {
  return text.split(',').map((entry) => {
    const [id = '', encoded = ''] = entry.trim().split(':')
    const bytes = Buffer.from(encoded, 'base64')
    // An id stands on a line of its own in what is signed.
    if (!/^\S+$/.test(id) || bytes.length !== 32) throw new Error(refusal)
    return [id, bytes]
  })
}

/** @throws Error when this process was given none. */
export const signingKeys = (): SigningKey[] => parseSigningKeys(env.AUDIT_SIGNING_KEYS)

export const signText = (key: SigningKey, text: string): Buffer => sign(null, Buffer.from(text), key.privateKey)

export const isSigned = (publicKey: Buffer, text: string, signature: Buffer): boolean =>
  publicKey.length === 32 && verify(null, Buffer.from(text), openPublicKey(publicKey), signature)

const opened = new Map<string, KeyObject>()

function openPublicKey(publicKey: Buffer): KeyObject {
  const name = publicKey.toString('base64')
  const key =
    opened.get(name) ?? createPublicKey({ key: Buffer.concat([SPKI_ED25519, publicKey]), format: 'der', type: 'spki' })
  opened.set(name, key)
  return key
}

/** What a batch says of the log: everything up to `treeSize` leaves has this root, and follows the head before. */
export type Head = {
  batchNo: number
  treeSize: number
  root: Buffer
  previous: Buffer
  sealedAt: Date
  keyId: string
}

/** A head as text: hashes in base64, the time as an ISO string. */
export type HeadWords = Omit<Head, 'root' | 'previous' | 'sealedAt'> & {
  root: string
  previous: string
  sealedAt: string
}

/** The signed bytes of a head: one fact a line, nothing optional, so that there is one way to write it. */
export const textOfWords = ({ batchNo, treeSize, root, previous, sealedAt, keyId }: HeadWords): string =>
  `countersign-audit-head/v1\n${batchNo}\n${treeSize}\n${root}\n${previous}\n${sealedAt}\n${keyId}\n`

export const headText = (head: Head): string =>
  textOfWords({
    ...head,
    root: head.root.toString('base64'),
    previous: head.previous.toString('base64'),
    sealedAt: head.sealedAt.toISOString(),
  })

/** What the next head names as its predecessor. */
export const hashHead = (head: Head): Buffer => hash('sha256', headText(head), 'buffer')

type Succession = { keyId: string; publicKey: Buffer; fromBatch: number; previousKeyId: string | null }

/** Signed by a new key and by the one before it, which vouches for the new one. It says nothing of the old one's bytes. */
export const successionText = ({ keyId, publicKey, fromBatch, previousKeyId }: Succession): string =>
  `countersign-audit-key/v1\n${keyId}\n${publicKey.toString('base64')}\n${fromBatch}\n${previousKeyId ?? ''}\n`

type Predecessor = { keyId: string; previousKeyId: string; previousPublicKey: Buffer }

/** Signed by a key, which vouches for the one before it. */
export const predecessorText = ({ keyId, previousKeyId, previousPublicKey }: Predecessor): string =>
  `countersign-audit-predecessor/v1\n${keyId}\n${previousKeyId}\n${previousPublicKey.toString('base64')}\n`
