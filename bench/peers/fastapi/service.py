"""The peer of the server's figures: leads over REST with FastAPI, SQLAlchemy and SQLite, as small as the sources describe it.

It validates, stores one row and answers; mails are handed to a background task that only counts them. No lock, no audit, no
outbox, no sign-in: whatever ours does beside that is ours to pay for.
"""

import os
from datetime import datetime, timezone
from typing import List, Optional
from uuid import uuid4

from fastapi import BackgroundTasks, Depends, FastAPI
from pydantic import BaseModel, constr
from sqlalchemy import Column, DateTime, String, Text, create_engine
from sqlalchemy.orm import Session, declarative_base, sessionmaker

engine = create_engine(f"sqlite:///{os.environ['PEER_DATABASE']}", connect_args={"check_same_thread": False})
make_session = sessionmaker(bind=engine, autoflush=False)
Base = declarative_base()


class Lead(Base):
    __tablename__ = "leads"
    id = Column(String, primary_key=True)
    first_name = Column(String, nullable=False)
    last_name = Column(String, nullable=False)
    email = Column(String, nullable=False, index=True)
    resume = Column(Text, nullable=False)
    state = Column(String, nullable=False, index=True)
    created_at = Column(DateTime, nullable=False, index=True)
    updated_at = Column(DateTime, nullable=False)


class LeadIn(BaseModel):
    first_name: constr(min_length=1, max_length=100)
    last_name: constr(min_length=1, max_length=100)
    email: constr(regex=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)
    resume: constr(regex=r"^https?://", max_length=2000)
    message: Optional[constr(max_length=5000)] = None


class LeadOut(BaseModel):
    id: str
    first_name: str
    last_name: str
    email: str
    state: str
    created_at: datetime
    updated_at: datetime

    class Config:
        orm_mode = True


Base.metadata.create_all(engine)
app = FastAPI()
sent = {"mails": 0}


def session():
    opened = make_session()
    try:
        yield opened
    finally:
        opened.close()


def send_mail(to: str) -> None:
    sent["mails"] += 1


@app.post("/api/leads", response_model=LeadOut, status_code=201)
def create(given: LeadIn, later: BackgroundTasks, db: Session = Depends(session)):
    now = datetime.now(timezone.utc)
    lead = Lead(
        id=str(uuid4()),
        first_name=given.first_name,
        last_name=given.last_name,
        email=given.email,
        resume=given.resume,
        state="PENDING",
        created_at=now,
        updated_at=now,
    )
    db.add(lead)
    db.commit()
    db.refresh(lead)
    later.add_task(send_mail, given.email)
    later.add_task(send_mail, "desk")
    return lead


@app.get("/api/leads", response_model=List[LeadOut])
def listed(limit: int = 50, db: Session = Depends(session)):
    return db.query(Lead).order_by(Lead.created_at.desc()).limit(limit).all()
