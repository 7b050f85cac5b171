import type { NextRequest } from 'next/server'
import { refuseForeignWrite } from '@/lib/auth/public-door'

/** Where the proxy sends every write of another site. It only refuses, so that calling it outright gains nothing. */
const refuse = (request: NextRequest) => refuseForeignWrite(request.headers)

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
