'use server'
import { action } from '@/lib/action'
import { takeTemplate as takeTemplateWrite } from '@/lib/channels/template-take'
import {
  addTemplate as addTemplateWrite,
  archiveTemplate as archiveTemplateWrite,
  duplicateTemplate as duplicateTemplateWrite,
  updateTemplate as updateTemplateWrite,
} from '@/lib/channels/template-writes'

export const addTemplate = action(addTemplateWrite)
export const updateTemplate = action(updateTemplateWrite)
export const duplicateTemplate = action(duplicateTemplateWrite)
export const archiveTemplate = action(archiveTemplateWrite)
export const takeTemplate = action(takeTemplateWrite)
