"""How every form is written: label, help, error, control, with what links them for readers."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Use this package's templates for forms and fields, Django's for the controls themselves."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
