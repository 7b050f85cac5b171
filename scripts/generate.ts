import path from 'node:path'
import { generateClient } from './boot/build.ts'
import { Children } from './boot/children.ts'
import { ProcessList } from './boot/leftovers.ts'
import { CACHE } from './boot/paths.ts'
import { phase } from './boot/phase.ts'

const folder = path.join(CACHE, 'generate')
const list = new ProcessList(folder)
await phase('generate', async (remark) => remark((await generateClient(new Children(list, folder))) ? '' : 'unchanged'))
list.close()
