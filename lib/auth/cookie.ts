import 'server-only'
import { isHttps } from '@/lib/auth/origin'

/** The `__Host-` prefix makes a browser refuse the cookie from a subdomain, another path or plain http. */
export const sessionCookieName = isHttps ? '__Host-countersign.session' : 'countersign.session'
