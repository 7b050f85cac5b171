import { pictureQuerySchema } from '@/lib/channels/schema'
import { showPicture } from '@/lib/channels/show-picture'
import { route } from '@/lib/route'

export const GET = route({ permission: 'desk.read', query: pictureQuerySchema, run: showPicture })
