import 'server-only'
import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'
import { env } from '@/lib/env'

export type SigningKey = { id: string; privateKey: KeyObject; publicKey: Buffer }

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex')

/** `id:base64` pairs of 32-byte Ed25519 seeds, separated by commas, the newest first. */
export function parseSigningKeys(text: string): SigningKey[] {
  return text.split(',').map((entry) => {
    const [id, encoded] = entry.trim().split(':')
    const seed = Buffer.from(encoded ?? '', 'base64')
    if (!id || seed.length !== 32) throw new Error('AUDIT_SIGNING_KEYS must hold id:base64 pairs of 32-byte seeds')
    const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' })
    const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
    return { id, privateKey, publicKey }
  })
}

/** @throws Error when this process was given none. */
export const signingKeys = (): SigningKey[] => parseSigningKeys(env.AUDIT_SIGNING_KEYS)

export const signText = (key: SigningKey, text: string): Buffer => sign(null, Buffer.from(text), key.privateKey)

export const isSigned = (publicKey: Buffer, text: string, signature: Buffer): boolean =>
  verify(null, Buffer.from(text), openPublicKey(publicKey), signature)

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

/** Signed by the new key and by the one before it, so that each vouches for the other. */
export const successionText = ({ keyId, publicKey, fromBatch, previousKeyId }: Succession): string =>
  `countersign-audit-key/v1\n${keyId}\n${publicKey.toString('base64')}\n${fromBatch}\n${previousKeyId ?? ''}\n`
