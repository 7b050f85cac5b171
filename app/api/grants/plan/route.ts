import { previewGrants } from '@/lib/grants/preview-grants'
import { planQuery } from '@/lib/grants/schema'
import { route } from '@/lib/route'

export const GET = route({ permission: 'desk.read', query: planQuery, run: previewGrants })
