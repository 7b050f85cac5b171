'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { ChoiceChip, RemovableChip } from '@/components/ui/chip'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { CopyButton } from '@/components/ui/copy-button'
import { Drawer } from '@/components/ui/drawer'
import { Kbd } from '@/components/ui/kbd'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { RadioGroup } from '@/components/ui/radio-group'
import { Segmented } from '@/components/ui/segmented'
import { Switch } from '@/components/ui/switch'
import { Tooltip } from '@/components/ui/tooltip'

export function ControlsSample() {
  const t = useTranslations('design')
  const [isOn, setOn] = useState(true)
  const [isTicked, setTicked] = useState(true)
  const [choice, setChoice] = useState('one')
  const [open, setOpen] = useState<'dialog' | 'drawer' | null>(null)
  const close = () => setOpen(null)
  return (
    <div className="grid gap-4 pt-2">
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" icon="retry">
          {t('button.effect')} <Kbd>Ctrl ↵</Kbd>
        </Button>
        <Button variant="primary" size="lg">
          {t('button.effect')}
        </Button>
        <Button icon="copy">{t('button.copy')}</Button>
        <Button variant="ghost" icon="print">
          {t('button.print')}
        </Button>
        <Button variant="danger" icon="trash" onClick={() => setOpen('dialog')}>
          {t('button.danger')}
        </Button>
        <Button size="sm" icon="send" onClick={() => setOpen('drawer')}>
          {t('button.drawer')}
        </Button>
        <Button pending={t('button.pending')}>{t('button.effect')}</Button>
        <Button disabled>{t('button.disabled')}</Button>
        <IconButton icon="bell" label={t('button.print')} />
        <CopyButton text="R-2041">{t('button.copy')}</CopyButton>
        <Tooltip text={t('notice.body')}>
          <Button variant="ghost">{t('button.tooltip')}</Button>
        </Tooltip>
        <Menu trigger={<IconButton icon="more" label={t('button.menu')} />}>
          <MenuItem icon="copy" onSelect={close}>
            {t('button.copy')}
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon="trash" danger onSelect={close}>
            {t('button.danger')}
          </MenuItem>
        </Menu>
      </div>
      <div className="flex flex-wrap items-center gap-5">
        <Checkbox checked={isTicked} onCheckedChange={setTicked} hint={t('notice.body')}>
          {t('choice.one')}
        </Checkbox>
        <Checkbox checked={false} indeterminate onCheckedChange={setTicked}>
          {t('choice.two')}
        </Checkbox>
        <Checkbox checked disabled onCheckedChange={setTicked}>
          {t('choice.three')}
        </Checkbox>
        <Switch checked={isOn} onCheckedChange={setOn}>
          {t('choice.one')}
        </Switch>
        <Switch checked={!isOn} onCheckedChange={(next) => setOn(!next)} ariaLabel={t('choice.two')} />
        <RadioGroup
          value={choice}
          onValueChange={setChoice}
          ariaLabel={t('choice.label')}
          options={[
            { value: 'one', label: t('choice.one') },
            { value: 'two', label: t('choice.two') },
            { value: 'three', label: t('choice.three'), disabled: true },
          ]}
        />
        <Segmented
          value={choice}
          onValueChange={setChoice}
          ariaLabel={t('choice.label')}
          options={[
            { value: 'one', label: t('choice.one') },
            { value: 'two', label: t('choice.two') },
          ]}
        />
        <ChoiceChip pressed onClick={close}>
          {t('choice.one')}
        </ChoiceChip>
        <ChoiceChip onClick={close}>{t('choice.two')}</ChoiceChip>
        <RemovableChip removeLabel={t('button.danger')} onRemove={close}>
          {t('choice.three')}
        </RemovableChip>
      </div>
      <ConfirmDialog
        open={open === 'dialog'}
        onOpenChange={close}
        title={t('button.danger')}
        description={t('notice.body')}
        confirmLabel={t('button.danger')}
        onConfirm={close}
        danger
        typedConfirmation="R-2041"
      />
      <Drawer open={open === 'drawer'} onOpenChange={close} title={t('say.verdict')} reference="R-2041">
        <p className="mt-2 text-ink-2">{t('notice.body')}</p>
      </Drawer>
    </div>
  )
}
