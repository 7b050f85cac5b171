import 'server-only'
import { z } from 'zod'

const optional = z.string().min(1).optional()
const milliseconds = (fallback: number) => z.coerce.number().int().nonnegative().default(fallback)

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  DATABASE_URL: z.string().min(1),
  /** An export holds two connections while it reads, a verification one and sometimes two. */
  DATABASE_POOL_SIZE: z.coerce.number().int().min(4).max(50).default(10),
  DATA_DIR: z.string().default('.data'),
  PORT: z.coerce.number().int().default(3000),
  APP_URL: optional,
  /** Proxies of ours in front of the web server: only what they wrote into x-forwarded-for is believed. */
  TRUSTED_PROXY_COUNT: z.coerce.number().int().min(0).max(5).default(0),
  APP_KEYS: z.string().min(1),
  AUTH_SECRET: z.string().min(32),
  /** `id:base64` pairs of Ed25519 seeds, the newest first: they sign the heads of the sealed log. */
  AUDIT_SIGNING_KEYS: z.string().default(''),
  /** `id:base64` public keys that signed heads once and whose seeds are gone. */
  AUDIT_PUBLIC_KEYS: z.string().default(''),
  /** `id:base64`. Without the id the key itself would be stored as one. */
  FINGERPRINT_KEY: z.string().regex(/^[\w-]{1,16}:[A-Za-z0-9+/=]{22,}$/),
  WECHAT_API_BASE_URL: z.string().default('https://api.weixin.qq.com'),
  POLYV_API_BASE_URL: z.string().default('https://api.polyv.net'),
  WECHAT_APP_ID: optional,
  WECHAT_APP_SECRET: optional,
  WECHAT_AUTHORIZE_SHAPE: z.enum(['auto', 'authorized_appid', 'both', 'authorized']).default('auto'),
  POLYV_APP_ID: optional,
  POLYV_APP_SECRET: optional,
  POLYV_USER_ID: optional,
  ADMIN_EMAIL: optional,
  ADMIN_PASSWORD: optional,
  /** Set by the supervisor for an upstream that the sandbox stands in for. */
  SANDBOX_UPSTREAMS: z.string().default(''),
  SANDBOX_CONTROL_URL: optional,
  WECHAT_CALLS_PER_SECOND: z.coerce.number().positive().default(2),
  POLYV_CALLS_PER_SECOND: z.coerce.number().positive().default(10),
  WECHAT_CHUNK_SIZE: z.coerce.number().int().min(1).max(1000).default(100),
  LATE_APPLY_WINDOW_MS: milliseconds(120_000),
  ABSENT_READS_GAP_MS: milliseconds(5_000),
  READ_BACK_WINDOW_MS: milliseconds(10_000),
  UPSTREAM_TIMEOUT_MS: milliseconds(15_000),
  /** How often every account's grants are compared with the upstream by themselves; 0 never. */
  GRANT_SWEEP_MINUTES: z.coerce.number().int().min(0).max(59).default(15),
  /** The same for the viewing conditions of channels. */
  CHANNEL_SWEEP_MINUTES: z.coerce.number().int().min(0).max(59).default(15),
  FAULT_AT: optional,
})

/** The process environment, checked once. Nothing else in the product reads `process.env`. */
export const env = schema.parse(process.env)
