"""
Reading the reference data about bodies: plain values, no database.

``plan.read`` is the entry; ``bodies`` reads what experts edit under ``data/reference``,
``units`` reads provinces and communes, old and new, from the package vietnamadminunits.
"""
